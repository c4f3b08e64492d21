namespace BitRL.Agent.Tests.Fakes;

/// <summary>A test that needs something of the system; skipped with the reason where it is missing.</summary>
internal sealed class FactWhereThereIsAttribute : FactAttribute
{
    public FactWhereThereIsAttribute(string path) => Skip = Path.Exists(path) ? null! : $"this system has no {path}";
}
