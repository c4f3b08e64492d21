namespace BitRL.Cli.Drawing;

/// <summary>The part of the world that a picture shows.</summary>
internal readonly record struct SceneView(double Left, double Bottom, double Right, double Top)
{
    /// <summary>Extent to the right.</summary>
    public double Width => Right - Left;

    /// <summary>Extent upwards.</summary>
    public double Height => Top - Bottom;
}
