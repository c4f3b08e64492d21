namespace BitRL.Plugins;

/// <summary>What a plugin may offer, read from the contract types that its metadata mentions; used to load only what is needed.</summary>
[Flags]
public enum PluginAbilities
{
    /// <summary>Nothing.</summary>
    None = 0,

    /// <summary>Kernels and devices.</summary>
    Backends = 1,

    /// <summary>Environments.</summary>
    Environments = 2,

    /// <summary>State encoders that need no backbone.</summary>
    Encoders = 4,

    /// <summary>Training algorithms.</summary>
    Trainers = 8,

    /// <summary>Pretraining of backbones.</summary>
    BackboneTrainers = 16,

    /// <summary>Anything.</summary>
    All = Backends | Environments | Encoders | Trainers | BackboneTrainers,
}
