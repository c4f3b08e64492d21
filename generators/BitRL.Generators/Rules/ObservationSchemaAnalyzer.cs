using System.Collections.Immutable;
using BitRL.Generators.Parsing;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;

namespace BitRL.Generators.Rules;

/// <summary>Reports what is wrong with types that carry [ObservationSchema].</summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class ObservationSchemaAnalyzer : DiagnosticAnalyzer
{
    /// <inheritdoc/>
    public override ImmutableArray<DiagnosticDescriptor> SupportedDiagnostics { get; } =
    [
        SchemaDiagnostics.NotPartialRecordStruct,
        SchemaDiagnostics.NoField,
        SchemaDiagnostics.UnsupportedType,
        SchemaDiagnostics.BadRange,
        SchemaDiagnostics.BadPrecision,
        SchemaDiagnostics.GenericOrNestedInNonPartial,
        SchemaDiagnostics.SameName,
        SchemaDiagnostics.ControlCharacter,
        SchemaDiagnostics.NeitherFieldNorIgnore,
        SchemaDiagnostics.NoUnit,
        SchemaDiagnostics.NoDescription,
        SchemaDiagnostics.CoarsePrecision,
        SchemaDiagnostics.PrintsEarlier,
        SchemaDiagnostics.UnboundedText,
        SchemaDiagnostics.UnboundedList,
        SchemaDiagnostics.UnsupportedItem,
    ];

    /// <inheritdoc/>
    public override void Initialize(AnalysisContext context)
    {
        context.ConfigureGeneratedCodeAnalysis(GeneratedCodeAnalysisFlags.None);
        context.EnableConcurrentExecution();
        context.RegisterSymbolAction(Analyze, SymbolKind.NamedType);
    }

    private static void Analyze(SymbolAnalysisContext context)
    {
        var type = (INamedTypeSymbol)context.Symbol;
        if (type.Attribute(ContractNames.SchemaAttribute) is null)
        {
            return;
        }

        foreach (Diagnostic diagnostic in SchemaRules.Check(type))
        {
            context.ReportDiagnostic(diagnostic);
        }
    }
}
