using BitRL.Contracts.Environments;
using BitRL.Envs.MuJoCo.Description;

namespace BitRL.Envs.MuJoCo;

/// <summary>Draws a robot from the side, out of the places of its bodies: a line with round ends is a capsule.</summary>
internal static class RobotPicture
{
    private const double HalfWidth = 1.6;
    private const double Bottom = -0.3;
    private const double Top = 1.9;

    /// <summary>One mark on the floor each so many metres, so that motion shows.</summary>
    private const double MarkDistance = 0.5;

    /// <param name="model">The shapes.</param>
    /// <param name="physics">The places.</param>
    /// <param name="scene">Drawn into.</param>
    public static void Draw(ModelDescription model, IRobotPhysics physics, ISceneWriter scene)
    {
        physics.UpdatePlaces();
        double center = physics.Positions[0];
        scene.View(center - HalfWidth, Bottom, center + HalfWidth, Top);
        DrawFloor(center, scene);
        int sides = model.Bodies.Length - 1;

        // The limbs listed last lie behind: in both two-legged robots that is the far leg.
        for (int k = model.Capsules.Length - 1; k >= 0; k--)
        {
            CapsuleDescription capsule = model.Capsules[k];
            SceneColor color = model.Bodies[capsule.Body].Parent < 0 ? SceneColor.Accent : capsule.Body > sides / 2 && sides > 3 ? SceneColor.Muted : SceneColor.Foreground;
            (double x, double z, double angle) = physics.Place(capsule.Body);
            PlanarVector origin = new(x, z);
            PlanarVector first = origin + (capsule.Center + (capsule.HalfLength * capsule.Axis)).Rotate(angle);
            PlanarVector second = origin + (capsule.Center - (capsule.HalfLength * capsule.Axis)).Rotate(angle);
            scene.Line(first.X, first.Z, second.X, second.Z, 2 * capsule.Radius, color);
        }
    }

    private static void DrawFloor(double center, ISceneWriter scene)
    {
        // Wider than the view: a host may show more of the world.
        const double reach = 4 * HalfWidth;
        scene.Polygon([center - reach, 4 * Bottom, center + reach, 4 * Bottom, center + reach, 0, center - reach, 0], SceneColor.Ground);
        for (double mark = Math.Ceiling((center - reach) / MarkDistance); mark * MarkDistance <= center + reach; mark++)
        {
            double x = mark * MarkDistance;
            scene.Line(x, -0.06, x, -0.02, 0.015, SceneColor.Background);
            if (mark % 2 == 0)
            {
                scene.Text(x - 0.05, -0.2, 0.08, $"{x:0}", SceneColor.Muted);
            }
        }
    }
}
