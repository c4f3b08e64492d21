using BitRL.Agent.Checkpoints;
using BitRL.Agent.Configuration;
using BitRL.Agent.Folders;
using BitRL.Contracts.Backends;
using BitRL.Model.Weights;
using BitRL.Plugins;
using Shouldly;
using Xunit;

namespace BitRL.Cli.Tests.Commands;

public sealed class FailureTests
{
    public static TheoryData<Exception, int> Failures => new()
    {
        { new CommandException(ExitCode.Usage, "x"), ExitCode.Usage },
        { new UnknownNameException("x"), ExitCode.Usage },
        { new ConfigurationException("x"), ExitCode.Usage },
        { new GgufFormatException("x"), ExitCode.BadInput },
        { new InvalidDataException("x"), ExitCode.BadInput },
        { new BackendUnavailableException("x"), ExitCode.BackendUnavailable },
        { new RunFolderException("x"), ExitCode.InputOutput },
        { new UnauthorizedAccessException("x"), ExitCode.InputOutput },
        { new IOException("x"), ExitCode.InputOutput },
        { new CheckpointMismatchException("x"), ExitCode.CheckpointMismatch },
        { new InvalidOperationException("x"), ExitCode.Unexpected },
    };

    [Theory]
    [MemberData(nameof(Failures))]
    public void EveryKindOfFailureHasItsExitCode(Exception failure, int code) => FailureReport.Classify(failure).Code.ShouldBe(code);
}
