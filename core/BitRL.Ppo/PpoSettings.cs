using System.Collections.Immutable;
using System.Globalization;
using BitRL.Contracts.Plugins;

namespace BitRL.Ppo;

/// <summary>The names under which a user sets <see cref="PpoOptions"/>, and the way from text to options and back. Thread-safe.</summary>
public static class PpoSettings
{
    private const string Off = "off";

    private static readonly ImmutableArray<Entry> Entries =
    [
        Whole("rollout", "Transitions between two updates, over all environments together.", o => o.RolloutTransitions, (o, v) => o with { RolloutTransitions = v }),
        Whole("epochs", "Passes over a rollout.", o => o.Epochs, (o, v) => o with { Epochs = v }),
        Whole("minibatch", "Most transitions a gradient step uses.", o => o.MinibatchSize, (o, v) => o with { MinibatchSize = v }),
        Real("discount", "Worth of a reward one step later, 0 to 1.", o => o.Discount, (o, v) => o with { Discount = v }),
        Real("gae-lambda", "Lambda of generalised advantage estimation, 0 to 1.", o => o.GaeLambda, (o, v) => o with { GaeLambda = v }),
        Real("clip", "The probability ratio counts up to 1 plus or minus this.", o => o.ClipRange, (o, v) => o with { ClipRange = v }),
        OptionalReal("value-clip", "How far a value may move in one update, in standard deviations of the rollout's returns, or off.", o => o.ValueClipRange, (o, v) => o with { ValueClipRange = v }),
        Real("value-coefficient", "Weight of the squared value error.", o => o.ValueCoefficient, (o, v) => o with { ValueCoefficient = v }),
        Real("entropy", "Weight of the entropy bonus.", o => o.EntropyCoefficient, (o, v) => o with { EntropyCoefficient = v }),
        Flag("normalize-advantages", "Whether advantages are normalised within each minibatch.", o => o.NormalizeAdvantages, (o, v) => o with { NormalizeAdvantages = v }),
        Real("policy-lr", "Learning rate of the policy.", o => o.PolicyLearningRate, (o, v) => o with { PolicyLearningRate = v }),
        Real("value-lr", "Learning rate of the critic.", o => o.ValueLearningRate, (o, v) => o with { ValueLearningRate = v }),
        new("anneal-over", "Transitions over which both learning rates fall linearly to 0, or off.", o => o.AnnealTransitions?.ToString(CultureInfo.InvariantCulture) ?? Off, ParseAnneal),
        Real("adam-epsilon", "Adam's epsilon.", o => o.AdamEpsilon, (o, v) => o with { AdamEpsilon = v }),
        Real("max-grad-norm", "Largest norm of a gradient, for each network by itself.", o => o.MaxGradientNorm, (o, v) => o with { MaxGradientNorm = v }),
        OptionalReal("target-kl", "Mean divergence of an epoch, in nats, above which the remaining epochs are skipped, or off.", o => o.TargetDivergence, (o, v) => o with { TargetDivergence = v }),
        Widths("policy-hidden", "Widths of the policy's hidden layers, or none.", o => o.PolicyHidden, (o, v) => o with { PolicyHidden = v }),
        Widths("value-hidden", "Widths of the critic's hidden layers, or none.", o => o.ValueHidden, (o, v) => o with { ValueHidden = v }),
        Widths("candidate-hidden", "Widths of the hidden layers that read a candidate, where actions vary from state to state, or none.", o => o.CandidateHidden, (o, v) => o with { CandidateHidden = v }),
        Whole("candidate-width", "Width in which states and candidates are compared.", o => o.CandidateWidth, (o, v) => o with { CandidateWidth = v }),
        Choice("policy-activation", "Activation of the policy: tanh or relu.", o => o.PolicyActivation, (o, v) => o with { PolicyActivation = v }),
        Choice("value-activation", "Activation of the critic: tanh or relu.", o => o.ValueActivation, (o, v) => o with { ValueActivation = v }),
        Real("initial-log-std", "Logarithm of a Gaussian policy's standard deviation at the start.", o => o.InitialLogStandardDeviation, (o, v) => o with { InitialLogStandardDeviation = v }),
        Whole("max-inputs", "Most inputs a head has; wider features are projected.", o => o.MaxInputs, (o, v) => o with { MaxInputs = v }),
        Choice("normalize-features", "What happens to features first: none or standardize.", o => o.FeatureNormalization, (o, v) => o with { FeatureNormalization = v }),
        Choice("projection", "How wide features are narrowed: random or pca.", o => o.FeatureProjection, (o, v) => o with { FeatureProjection = v }),
        Flag("normalize-rewards", "Whether rewards are divided by the running standard deviation of the return.", o => o.NormalizeRewards, (o, v) => o with { NormalizeRewards = v }),
        Flag("bootstrap-truncated", "Whether an episode cut off by the step limit counts as going on; false where the limit is part of the task.", o => o.BootstrapTruncated, (o, v) => o with { BootstrapTruncated = v }),
        Flag("parallel", "Whether policy and critic learn on two threads at once; changes no result.", o => o.ParallelNetworks, (o, v) => o with { ParallelNetworks = v }),
    ];

    private delegate PpoOptions? Parser(PpoOptions options, string text);

    /// <summary>Every setting, with the default of <see cref="PpoOptions"/>.</summary>
    public static ImmutableArray<SettingDescriptor> All { get; } = [.. Entries.Select(entry => new SettingDescriptor(entry.Name, entry.Format(new PpoOptions()), entry.Description))];

    /// <summary>Applies settings to the defaults and validates the result.</summary>
    /// <param name="settings">By name; names are compared without regard to case.</param>
    /// <exception cref="ArgumentException">Names all unknown settings and unusable values at once.</exception>
    public static PpoOptions Parse(IReadOnlyDictionary<string, string> settings)
    {
        ArgumentNullException.ThrowIfNull(settings);
        var options = new PpoOptions();
        var problems = new List<string>();
        foreach ((string name, string text) in settings)
        {
            Entry? entry = Entries.FirstOrDefault(candidate => candidate.Name.Equals(name, StringComparison.OrdinalIgnoreCase));
            if (entry is null)
            {
                problems.Add($"there is no setting '{name}'; there are {string.Join(", ", Entries.Select(known => known.Name))}");
            }
            else if (entry.Parse(options, text.Trim()) is { } changed)
            {
                options = changed;
            }
            else
            {
                problems.Add($"{entry.Name} cannot be '{text}'; its default is {entry.Format(new PpoOptions())}. {entry.Description}");
            }
        }

        problems.AddRange(options.Validate());
        return problems.Count == 0 ? options : throw new ArgumentException(string.Join("; ", problems), nameof(settings));
    }

    /// <summary>Every setting of some options, in a form that <see cref="Parse"/> turns back into equal ones.</summary>
    public static ImmutableSortedDictionary<string, string> Format(PpoOptions options)
    {
        ArgumentNullException.ThrowIfNull(options);
        return Entries.ToImmutableSortedDictionary(entry => entry.Name, entry => entry.Format(options), StringComparer.Ordinal);
    }

    private static PpoOptions? ParseAnneal(PpoOptions options, string text) =>
        IsOff(text) ? options with { AnnealTransitions = null }
        : long.TryParse(text, NumberStyles.Integer, CultureInfo.InvariantCulture, out long value) ? options with { AnnealTransitions = value }
        : null;

    private static Entry Whole(string name, string description, Func<PpoOptions, int> get, Func<PpoOptions, int, PpoOptions> set) =>
        new(name, description, o => get(o).ToString(CultureInfo.InvariantCulture), (o, text) =>
            int.TryParse(text, NumberStyles.Integer, CultureInfo.InvariantCulture, out int value) ? set(o, value) : null);

    private static Entry Real(string name, string description, Func<PpoOptions, double> get, Func<PpoOptions, double, PpoOptions> set) =>
        new(name, description, o => FormatReal(get(o)), (o, text) => ParseReal(text) is { } value ? set(o, value) : null);

    private static Entry OptionalReal(string name, string description, Func<PpoOptions, double?> get, Func<PpoOptions, double?, PpoOptions> set) =>
        new(name, description, o => get(o) is { } value ? FormatReal(value) : Off, (o, text) =>
            IsOff(text) ? set(o, null) : ParseReal(text) is { } value ? set(o, value) : null);

    private static Entry Flag(string name, string description, Func<PpoOptions, bool> get, Func<PpoOptions, bool, PpoOptions> set) =>
        new(name, description, o => get(o) ? "true" : "false", (o, text) => bool.TryParse(text, out bool value) ? set(o, value) : null);

    private static Entry Choice<T>(string name, string description, Func<PpoOptions, T> get, Func<PpoOptions, T, PpoOptions> set)
        where T : struct, Enum =>
        new(name, description, o => get(o).ToString().ToLowerInvariant(), (o, text) =>
            Enum.TryParse(text, ignoreCase: true, out T value) && Enum.IsDefined(value) && !char.IsAsciiDigit(text[0]) ? set(o, value) : null);

    private static Entry Widths(string name, string description, Func<PpoOptions, ImmutableArray<int>> get, Func<PpoOptions, ImmutableArray<int>, PpoOptions> set) =>
        new(name, description, o => get(o).IsEmpty ? "none" : string.Join(',', get(o)), (o, text) => ParseWidths(text) is { } widths ? set(o, widths) : null);

    private static ImmutableArray<int>? ParseWidths(string text)
    {
        if (text.Equals("none", StringComparison.OrdinalIgnoreCase))
        {
            return [];
        }

        var widths = ImmutableArray.CreateBuilder<int>();
        foreach (string part in text.Split(',', StringSplitOptions.TrimEntries))
        {
            if (!int.TryParse(part, NumberStyles.None, CultureInfo.InvariantCulture, out int width))
            {
                return null;
            }

            widths.Add(width);
        }

        return widths.ToImmutable();
    }

    private static bool IsOff(string text) => text.Equals(Off, StringComparison.OrdinalIgnoreCase);

    private static string FormatReal(double value) => value.ToString("R", CultureInfo.InvariantCulture);

    private static double? ParseReal(string text) =>
        double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out double value) ? value : null;

    private sealed record Entry(string Name, string Description, Func<PpoOptions, string> Format, Parser Parse);
}
