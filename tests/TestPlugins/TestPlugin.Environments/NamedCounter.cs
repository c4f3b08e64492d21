using System.Collections.Immutable;
using BitRL.Contracts.Environments;

namespace TestPlugin.Environments;

/// <summary>The one with names of actions.</summary>
internal sealed class NamedCounter(EnvironmentDescriptor descriptor, int count, Fault fault, int start) : CounterEnvironment(descriptor, count, fault, start), IActionNames
{
    private readonly Fault _fault = fault;

    public ImmutableArray<string> ActionNames => _fault == Fault.TooFewNames ? ["add_one"] : ["add_one", "add_two"];
}
