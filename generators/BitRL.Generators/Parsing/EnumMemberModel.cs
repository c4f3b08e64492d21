namespace BitRL.Generators.Parsing;

/// <summary>A member of an enumeration.</summary>
/// <param name="Expression">Fully qualified C# name.</param>
/// <param name="Text">What it prints.</param>
internal sealed record EnumMemberModel(string Expression, string Text);
