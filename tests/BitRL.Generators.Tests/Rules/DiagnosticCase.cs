namespace BitRL.Generators.Tests.Rules;

/// <summary>A source and what is reported for it.</summary>
/// <param name="Id">The diagnostic that it is about.</param>
/// <param name="Title">What the case shows.</param>
/// <param name="Message">The message, or null for a good case: nothing at all is reported.</param>
/// <param name="Source">With <c>[|</c> and <c>|]</c> around the place of the report.</param>
public sealed record DiagnosticCase(string Id, string Title, string? Message, string Source)
{
    /// <inheritdoc/>
    public override string ToString() => $"{Id} {Title}";
}
