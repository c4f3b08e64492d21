using BitRL.Contracts.Environments;
using BitRL.Contracts.Observations;
using BitRL.Contracts.Plugins;

namespace BitRL.Contracts.Encoders;

/// <summary>Offers an encoder that is whole in itself: a remote service, another model family. Thread-safe.</summary>
public interface IEncoderProvider
{
    /// <summary>Name for <c>--backend</c>, lower case.</summary>
    string Name { get; }

    /// <summary>One line for <c>bitrl backends</c>.</summary>
    string Description { get; }

    /// <summary>Settings that <see cref="Create"/> understands.</summary>
    IReadOnlyList<SettingDescriptor> Settings { get; }

    /// <summary>Makes an encoder for an environment. The caller disposes it.</summary>
    /// <param name="environment">Whose observations will be encoded.</param>
    /// <param name="style">The style that the user asked for; ignored by encoders of raw vectors.</param>
    /// <param name="settings">Values for <see cref="Settings"/>.</param>
    IStateEncoder Create(EnvironmentDescriptor environment, TextStyle style, IReadOnlyDictionary<string, string> settings);
}
