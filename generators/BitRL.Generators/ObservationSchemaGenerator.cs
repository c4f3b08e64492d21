using System.Text;
using BitRL.Generators.Emission;
using BitRL.Generators.Parsing;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.Text;

namespace BitRL.Generators;

/// <summary>Implements <c>IObservationText&lt;TSelf&gt;</c> for record structs with [ObservationSchema].</summary>
[Generator(LanguageNames.CSharp)]
public sealed class ObservationSchemaGenerator : IIncrementalGenerator
{
    /// <summary>Name of the step whose values are models; tests watch its caching.</summary>
    internal const string SchemasStep = "Schemas";

    private static readonly Encoding Utf8 = new UTF8Encoding(encoderShouldEmitUTF8Identifier: false);

    /// <inheritdoc/>
    public void Initialize(IncrementalGeneratorInitializationContext context)
    {
        IncrementalValuesProvider<SchemaModel> schemas = context.SyntaxProvider
            .ForAttributeWithMetadataName(
                ContractNames.SchemaAttribute,
                static (node, _) => node.IsKind(SyntaxKind.RecordStructDeclaration),
                static (target, cancellationToken) => SchemaParser.Parse((INamedTypeSymbol)target.TargetSymbol, cancellationToken))
            .Where(static schema => schema is not null)
            .Select(static (schema, _) => schema!)
            .WithTrackingName(SchemasStep);

        context.RegisterSourceOutput(schemas, static (output, schema) =>
            output.AddSource(schema.QualifiedName.Replace("@", "") + ".g.cs", SourceText.From(SchemaEmitter.Emit(schema), Utf8)));
    }
}
