using BenchmarkDotNet.Running;
using BitRL.Perf.Kernels;

// "kernels" is a plain run against the ceiling of this machine; anything else goes to BenchmarkDotNet (try "--list flat").
if (args is ["kernels", ..])
{
    return KernelsCommand.Run(args.AsSpan(1));
}

BenchmarkSwitcher.FromAssembly(typeof(KernelsCommand).Assembly).Run(args);
return 0;
