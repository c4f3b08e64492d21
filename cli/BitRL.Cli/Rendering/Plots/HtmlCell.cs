namespace BitRL.Cli.Rendering.Plots;

/// <summary>A cell of a table on a page.</summary>
/// <param name="Text">What it says.</param>
/// <param name="Note">What it says in smaller letters below, or null.</param>
internal readonly record struct HtmlCell(string Text, string? Note = null);
