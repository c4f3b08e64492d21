namespace BitRL.Contracts.Backends;

/// <summary>What an open device is.</summary>
/// <param name="Backend">The provider's name.</param>
/// <param name="Device">Hardware in words: "AMD EPYC, 2 threads".</param>
/// <param name="Kernels">The kernel variant in use: "AVX2 maddubs".</param>
/// <param name="MaxQueues">How many queues can make progress at the same time: threads of a CPU device, streams of a GPU; at least 1.</param>
public sealed record DeviceDescriptor(string Backend, string Device, string Kernels, int MaxQueues);
