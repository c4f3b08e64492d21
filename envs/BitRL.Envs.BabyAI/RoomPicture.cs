using BitRL.Contracts.Environments;

namespace BitRL.Envs.BabyAI;

/// <summary>The room from above: walls, things, the agent as an arrow, and a dot on each empty cell that it sees.</summary>
internal static class RoomPicture
{
    /// <summary>Draws a copy.</summary>
    public static void Draw(RoomCopy copy, ISceneWriter scene)
    {
        scene.View(0, 0, Room.Size, Room.Size);
        Room room = copy.Room;
        for (int x = 0; x < Room.Size; x++)
        {
            for (int y = 0; y < Room.Size; y++)
            {
                Draw(room[x, y], x + 0.5, Up(y), scene);
            }
        }

        DrawSight(copy, scene);
        DrawAgent(room, scene);
    }

    /// <summary>Rows count down, pictures up.</summary>
    private static double Up(int y) => Room.Size - y - 0.5;

    private static void Draw(Cell cell, double x, double y, ISceneWriter scene)
    {
        SceneColor color = Ink(cell.Color);
        switch (cell.Kind)
        {
            case ObjectKind.Wall:
                scene.Polygon([x - 0.5, y - 0.5, x + 0.5, y - 0.5, x + 0.5, y + 0.5, x - 0.5, y + 0.5], SceneColor.Ground);
                break;
            case ObjectKind.Ball:
                scene.Circle(x, y, 0.3, color);
                break;
            case ObjectKind.Box:
                ReadOnlySpan<double> outline = [-0.3, -0.3, 0.3, -0.3, 0.3, 0.3, -0.3, 0.3, -0.3, -0.3];
                for (int i = 0; i < 8; i += 2)
                {
                    scene.Line(x + outline[i], y + outline[i + 1], x + outline[i + 2], y + outline[i + 3], 0.1, color);
                }

                break;
            case ObjectKind.Key:
                scene.Line(x, y - 0.3, x, y + 0.1, 0.1, color);
                scene.Line(x, y - 0.25, x + 0.15, y - 0.25, 0.1, color);
                scene.Circle(x, y + 0.18, 0.16, color);
                break;
        }
    }

    private static void DrawSight(RoomCopy copy, ISceneWriter scene)
    {
        for (int i = 0; i < PartialView.Cells; i++)
        {
            (int column, int row) = Math.DivRem(i, PartialView.Size);
            if (copy.View[i].Kind == ObjectKind.Empty)
            {
                scene.Circle(PartialView.RoomX(copy.Room, column, row) + 0.5, Up(PartialView.RoomY(copy.Room, column, row)), 0.06, SceneColor.Muted);
            }
        }
    }

    private static void DrawAgent(Room room, ISceneWriter scene)
    {
        double x = room.X + 0.5;
        double y = Up(room.Y);
        double aheadX = 0.35 * Heading.X(room.Heading);
        double aheadY = -0.35 * Heading.Y(room.Heading);
        scene.Polygon(
            [x + aheadX, y + aheadY, x - aheadX - (0.7 * aheadY), y - aheadY + (0.7 * aheadX), x - aheadX + (0.7 * aheadY), y - aheadY - (0.7 * aheadX)],
            SceneColor.Accent);
        if (room.Carried.IsObject)
        {
            scene.Circle(x, y, 0.12, Ink(room.Carried.Color));
        }
    }

    private static SceneColor Ink(ObjectColor color) => color switch
    {
        ObjectColor.Red => SceneColor.Red,
        ObjectColor.Green => SceneColor.Green,
        ObjectColor.Blue => SceneColor.Blue,
        ObjectColor.Purple => SceneColor.Purple,
        ObjectColor.Yellow => SceneColor.Yellow,
        _ => SceneColor.Grey,
    };
}
