using BitRL.Contracts.Environments;

namespace BitRL.Envs.Classic;

/// <summary>The valley, the flag and the car on the slope.</summary>
internal static class MountainCarPicture
{
    private const double Left = -1.2;
    private const double Right = 0.6;
    private const double Goal = 0.5;
    private const double Margin = 0.4;
    private const int Segments = 65;

    private static readonly double[] Hills = Outline();

    /// <summary>Draws the car at a position.</summary>
    public static void Draw(double x, ISceneWriter scene)
    {
        scene.View(Left - 0.05, 0, Right + 0.05, 1.3);
        scene.Polygon(Hills, SceneColor.Ground);
        scene.Line(Goal, Height(Goal), Goal, Height(Goal) + 0.2, 0.012, SceneColor.Foreground);
        scene.Polygon([Goal, Height(Goal) + 0.2, Goal + 0.1, Height(Goal) + 0.165, Goal, Height(Goal) + 0.13], SceneColor.Yellow);

        // Along the slope and across it, both of length 1.
        double slope = 3 * 0.45 * Math.Cos(3 * x);
        double length = Math.Sqrt(1 + (slope * slope));
        (double alongX, double alongY) = (1 / length, slope / length);
        (double X, double Y) At(double along, double up) => (x + (along * alongX) - (up * alongY), Height(x) + (along * alongY) + (up * alongX));
        (double rearX, double rearY) = At(-0.035, 0.055);
        (double frontX, double frontY) = At(0.035, 0.055);
        scene.Line(rearX, rearY, frontX, frontY, 0.05, SceneColor.Accent);
        foreach (double wheel in (ReadOnlySpan<double>)[-0.035, 0.035])
        {
            (double wheelX, double wheelY) = At(wheel, 0.022);
            scene.Circle(wheelX, wheelY, 0.022, SceneColor.Foreground);
        }
    }

    private static double Height(double x) => 0.55 + (0.45 * Math.Sin(3 * x));

    // Beyond both ends of the track, so that a wide picture shows no edge.
    private static double[] Outline()
    {
        const double from = Left - Margin;
        const double to = Right + Margin;
        List<double> corners = [to, -0.5, from, -0.5];
        for (int i = 0; i <= Segments; i++)
        {
            double x = from + ((to - from) * i / Segments);
            corners.AddRange([x, Height(x)]);
        }

        return [.. corners];
    }
}
