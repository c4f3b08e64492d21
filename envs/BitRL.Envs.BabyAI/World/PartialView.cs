namespace BitRL.Envs.BabyAI;

/// <summary>
/// What the agent sees: 7 × 7 cells, column by column from its left, each column from far to near. The agent stands in the middle of the near
/// row, and its own cell shows what it carries.
/// </summary>
internal static class PartialView
{
    /// <summary>Columns and rows.</summary>
    public const int Size = 7;

    /// <summary>Number of cells.</summary>
    public const int Cells = Size * Size;

    /// <summary>The agent's column.</summary>
    public const int AgentColumn = Size / 2;

    /// <summary>The agent's row, and the nearest.</summary>
    public const int AgentRow = Size - 1;

    /// <summary>Where a cell lies in a view.</summary>
    public static int Index(int column, int row) => (column * Size) + row;

    /// <summary>Column of the room that a cell of the view shows; it may lie outside.</summary>
    public static int RoomX(Room room, int column, int row) =>
        room.X + (Heading.X(room.Heading) * (AgentRow - row)) - (Heading.Y(room.Heading) * (column - AgentColumn));

    /// <summary>Row of the room that a cell of the view shows; it may lie outside.</summary>
    public static int RoomY(Room room, int column, int row) =>
        room.Y + (Heading.Y(room.Heading) * (AgentRow - row)) + (Heading.X(room.Heading) * (column - AgentColumn));

    /// <summary>Looks.</summary>
    /// <param name="room">The world.</param>
    /// <param name="view">[<see cref="Cells"/>], overwritten; what is hidden is unseen.</param>
    public static void Look(Room room, Span<Cell> view)
    {
        for (int column = 0; column < Size; column++)
        {
            for (int row = 0; row < Size; row++)
            {
                int x = RoomX(room, column, row);
                int y = RoomY(room, column, row);
                bool isInside = (uint)x < Room.Size && (uint)y < Room.Size;
                view[Index(column, row)] = isInside ? room[x, y] : Cell.Wall;
            }
        }

        Hide(view);
        view[Index(AgentColumn, AgentRow)] = room.Carried;
    }

    /// <summary>Blanks out what walls hide. Sight spreads from the agent row by row, each swept to the right and back; a wall is seen and passes nothing on.</summary>
    private static void Hide(Span<Cell> view)
    {
        ulong seen = 1UL << Index(AgentColumn, AgentRow);
        for (int row = AgentRow; row >= 0; row--)
        {
            for (int column = 0; column < Size - 1; column++)
            {
                seen |= PassedOn(view, seen, column, row, column + 1);
            }

            for (int column = Size - 1; column > 0; column--)
            {
                seen |= PassedOn(view, seen, column, row, column - 1);
            }
        }

        for (int i = 0; i < Cells; i++)
        {
            if (((seen >> i) & 1) == 0)
            {
                view[i] = default;
            }
        }
    }

    /// <summary>The cells to which a seen cell passes sight on: its neighbour in the direction of the sweep, and the two beyond in the next row.</summary>
    private static ulong PassedOn(ReadOnlySpan<Cell> view, ulong seen, int column, int row, int next)
    {
        int index = Index(column, row);
        if (((seen >> index) & 1) == 0 || view[index].Kind == ObjectKind.Wall)
        {
            return 0;
        }

        ulong cells = 1UL << Index(next, row);
        return row == 0 ? cells : cells | (1UL << Index(next, row - 1)) | (1UL << Index(column, row - 1));
    }
}
