namespace BitRL.Contracts.Environments;

/// <summary>Optional ability of an <see cref="IVectorEnvironment"/>: to show a copy to a person, as a few flat shapes. The host turns them into a picture, a page or characters of a terminal; no display is needed.</summary>
public interface IDrawableEnvironment
{
    /// <summary>Seconds of the world that one step takes: films play at this pace. 0 where the world has no clock; a film then shows about 5 steps a second.</summary>
    double SecondsPerStep { get; }

    /// <summary>Draws the present state of a copy, also the last one of an episode.</summary>
    /// <param name="index">Which copy.</param>
    /// <param name="scene">Takes <see cref="ISceneWriter.View"/> first, then shapes from back to front.</param>
    void Draw(int index, ISceneWriter scene);
}
