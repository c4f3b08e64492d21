using BitRL.Contracts.Observations;

namespace BitRL.Cli.Checks;

/// <summary>What the environment says of itself: sizes, limits, schema and its hash, the same each time.</summary>
internal static class DescriptorCheck
{
    private const int HashDigits = 16;

    public static void Run(CheckSubject subject)
    {
        using var first = subject.Create(1);
        using var second = subject.Create(2);
        var descriptor = first.Descriptor;
        subject.Require(descriptor.Id == subject.Provider.Descriptor.Id, $"its copies are called '{descriptor.Id}', the provider says '{subject.Provider.Descriptor.Id}'");
        subject.Require(IsVersioned(descriptor.Id), $"the id '{descriptor.Id}' does not end in a version such as -v0");
        subject.Require(!string.IsNullOrWhiteSpace(descriptor.Description), "the description is empty");
        subject.Require(descriptor.ObservationSize >= 1, $"ObservationSize is {descriptor.ObservationSize}; it must be at least 1");
        subject.Require(descriptor.MaxEpisodeSteps >= 1, $"MaxEpisodeSteps is {descriptor.MaxEpisodeSteps}; it must be at least 1");
        subject.Require(descriptor.RewardThreshold is not { } threshold || double.IsFinite(threshold), $"RewardThreshold is {descriptor.RewardThreshold}");
        subject.Require(first.Count == 1 && second.Count == 2, $"asked for 1 and 2 copies, it made {first.Count} and {second.Count}");
        CheckSchema(subject, descriptor.Schema, second.Descriptor.Schema);
        CheckSettings(subject);
    }

    private static void CheckSchema(CheckSubject subject, ObservationSchema schema, ObservationSchema again)
    {
        subject.Require(
            schema.ContentHash.Length == HashDigits && schema.ContentHash.All(char.IsAsciiHexDigitLower),
            $"the schema hash '{schema.ContentHash}' is not {HashDigits} lower-case hexadecimal digits");
        subject.Require(schema.ContentHash == again.ContentHash, $"the schema hash changes from {schema.ContentHash} to {again.ContentHash} between two environments of the same settings: checkpoints would never fit");
        subject.Require(Enum.GetValues<TextStyle>().Any(schema.Emits), "the schema emits no style");
        subject.Require(schema.MaxStepBytes >= 1, $"MaxStepBytes is {schema.MaxStepBytes}; it must be at least 1");
        subject.Require(schema.MaxEpisodeBytes >= 0, $"MaxEpisodeBytes is {schema.MaxEpisodeBytes}");
        foreach (var style in Enum.GetValues<TextStyle>().Where(schema.Emits))
        {
            var prefix = schema.Prefix(style).Span;
            subject.Require(TextRules.Problem(prefix) is null, $"the static part in the {style} style {TextRules.Problem(prefix)}");
        }
    }

    private static void CheckSettings(CheckSubject subject)
    {
        foreach (var setting in subject.Provider.Settings.GroupBy(setting => setting.Name, StringComparer.Ordinal).Where(group => group.Count() > 1))
        {
            subject.Report($"the setting '{setting.Key}' is declared twice");
        }
    }

    private static bool IsVersioned(string id)
    {
        int at = id.LastIndexOf("-v", StringComparison.Ordinal);
        return at > 0 && at + 2 < id.Length && id.AsSpan(at + 2).IndexOfAnyExceptInRange('0', '9') < 0;
    }
}
