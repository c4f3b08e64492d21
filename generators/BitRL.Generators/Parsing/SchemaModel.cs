namespace BitRL.Generators.Parsing;

/// <summary>A schema as plain data. Two schemas that emit the same code are equal, whatever compilation they came from.</summary>
/// <param name="Namespace">Empty for the global namespace.</param>
/// <param name="Containers">Declarations of the types around it, outermost first: <c>partial class Outer</c>.</param>
/// <param name="QualifiedName">Name from the namespace on, without <c>global::</c>: <c>Sample.Outer.Cart</c>.</param>
/// <param name="Name">The type's own name, escaped where it is a keyword.</param>
/// <param name="Title">What is observed, never empty.</param>
/// <param name="Styles">The styles to emit, in the order of <see cref="TextStyle"/>.</param>
/// <param name="Fields">In printing order: per-episode fields, then per-step fields.</param>
internal sealed record SchemaModel(
    string Namespace,
    EquatableArray<string> Containers,
    string QualifiedName,
    string Name,
    string Title,
    TextStyles Styles,
    EquatableArray<FieldModel> Fields)
{
    public IEnumerable<FieldModel> EpisodeFields => Fields.Where(item => item.IsPerEpisode);

    public IEnumerable<FieldModel> StepFields => Fields.Where(item => !item.IsPerEpisode);

    public bool Emits(TextStyle style) => ((int)Styles & (1 << (int)style)) != 0;
}
