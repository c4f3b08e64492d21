using Xunit;

namespace BitRL.Cli.Tests.Checks;

/// <summary>Tests that run while no other test of the process does.</summary>
[CollectionDefinition(nameof(Alone), DisableParallelization = true)]
public sealed class Alone;
