using BitRL.Generators.Parsing;
using Microsoft.CodeAnalysis;

namespace BitRL.Generators.Rules;

/// <summary>Rules about fields beside each other.</summary>
internal static class OrderRules
{
    public static IEnumerable<Diagnostic> Check(IReadOnlyList<SchemaMember> members)
    {
        var byName = new Dictionary<string, SchemaMember>();
        SchemaMember? firstPerStep = null;
        foreach (SchemaMember member in members.Where(member => member.Field is not null))
        {
            if (byName.TryGetValue(member.Name, out SchemaMember? same))
            {
                yield return Diagnostic.Create(SchemaDiagnostics.SameName, member.FieldLocation, same.Symbol.Name, member.Symbol.Name);
            }
            else
            {
                byName.Add(member.Name, member);
            }

            if (!member.IsPerEpisode)
            {
                firstPerStep ??= member;
            }
            else if (firstPerStep is not null)
            {
                yield return Diagnostic.Create(SchemaDiagnostics.PrintsEarlier, member.FieldLocation, member.Symbol.Name, firstPerStep.Symbol.Name);
            }
        }
    }
}
