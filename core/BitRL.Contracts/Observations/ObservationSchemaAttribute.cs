namespace BitRL.Contracts.Observations;

/// <summary>
/// Asks for a text serializer: put it on a <c>partial record struct</c> whose fields carry <see cref="FieldAttribute"/>. The generator
/// then implements <see cref="IObservationText{TSelf}"/>.
/// </summary>
/// <param name="title">What is observed, in a few words; the first line of every text. No line break.</param>
[AttributeUsage(AttributeTargets.Struct)]
public sealed class ObservationSchemaAttribute(string title) : Attribute
{
    /// <summary>What is observed, in a few words.</summary>
    public string Title { get; } = title;

    /// <summary>The styles to emit. <value>Default <see cref="TextStyles.All"/>.</value></summary>
    public TextStyles Styles { get; set; } = TextStyles.All;
}
