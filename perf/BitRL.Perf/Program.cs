using BenchmarkDotNet.Running;
using BitRL.Perf.Environments;
using BitRL.Perf.Kernels;
using BitRL.Perf.Learning;
using BitRL.Perf.Load;
using BitRL.Perf.Physics;
using BitRL.Perf.Trainer;

// "kernels" is a plain run against the ceiling of this machine, "learning" draws finished runs, "physics" races MuJoCo, "trainer" times PPO by itself,
// "environments" our worlds, "load" shows what other programs on the machine cost; anything else goes to BenchmarkDotNet (try "--list flat").
if (args is ["kernels", ..])
{
    return KernelsCommand.Run(args.AsSpan(1));
}

if (args is ["learning", ..])
{
    return LearningCommand.Run(args.AsSpan(1));
}

if (args is ["physics", ..])
{
    return PhysicsCommand.Run(args.AsSpan(1));
}

if (args is ["trainer", ..])
{
    return TrainerCommand.Run(args.AsSpan(1));
}

if (args is ["environments", ..])
{
    return EnvironmentsCommand.Run(args.AsSpan(1));
}

if (args is ["load", ..])
{
    return LoadCommand.Run(args.AsSpan(1));
}

if (args is [Hogs.Argument])
{
    return Hogs.Burn();
}

BenchmarkSwitcher.FromAssembly(typeof(KernelsCommand).Assembly).Run(args);
return 0;
