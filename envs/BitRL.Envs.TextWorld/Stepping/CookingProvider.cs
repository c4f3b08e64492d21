using BitRL.Contracts.Environments;
using BitRL.Contracts.Plugins;

namespace BitRL.Envs.TextWorld;

/// <summary>Offers TextWorld-Cooking-v0.</summary>
internal sealed class CookingProvider : IEnvironmentProvider
{
    private const int SmallWorld = 256;
    private const int LargeWorld = 512;

    public EnvironmentDescriptor Descriptor { get; } = Describe(new CookingOptions());

    public IReadOnlyList<SettingDescriptor> Settings => CookingOptions.Descriptors;

    public IVectorEnvironment Create(EnvironmentOptions options)
    {
        ArgumentNullException.ThrowIfNull(options);
        CookingOptions cooking = CookingOptions.Parse(options.Settings);
        return new CookingEnvironment(Describe(cooking), cooking, options.Count);
    }

    // Most commands that are offered. A player who carries a dozen things in the kitchen has some 150; more are all ways to put things down, and are left out.
    private static EnvironmentDescriptor Describe(CookingOptions options) => new()
    {
        Id = "TextWorld-Cooking-v0",
        Description = "Read the cookbook, find and prepare the ingredients, eat the meal: by text commands",
        Actions = ActionSpace.Discrete(options.Difficulty is { Rooms: 1, MaxIngredients: <= 3 } ? SmallWorld : LargeWorld),
        Schema = CookingObservation.Schema,
        ObservationSize = Symbols.StateSize,
        MaxEpisodeSteps = options.Steps,
    };
}
