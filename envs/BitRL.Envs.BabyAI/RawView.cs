namespace BitRL.Envs.BabyAI;

/// <summary>
/// The observation as numbers, for learners that read no text: of each cell of the view whether it is empty, a wall, a key, a ball or a box, and for
/// objects which colour; where the agent looks; and whether the mission is about several balls. All are 0 or 1.
/// </summary>
internal static class RawView
{
    private const int Kinds = 5;
    private const int Colors = 6;
    private const int CellSize = Kinds + Colors;

    /// <summary>Numbers in an observation.</summary>
    public const int Size = (PartialView.Cells * CellSize) + Heading.Count + 1;

    /// <summary>Writes the observation of a copy.</summary>
    /// <param name="copy">Whose.</param>
    /// <param name="destination">[<see cref="Size"/>], overwritten: cells as in <see cref="PartialView"/>, then heading, then mission.</param>
    public static void Write(RoomCopy copy, Span<float> destination)
    {
        destination.Clear();
        ReadOnlySpan<Cell> view = copy.View;
        for (int i = 0; i < view.Length; i++)
        {
            Span<float> cell = destination.Slice(i * CellSize, CellSize);
            if (view[i].IsObject)
            {
                cell[view[i].Kind - ObjectKind.Key + 2] = 1;
                cell[Kinds + (int)view[i].Color] = 1;
            }
            else if (view[i].Kind != ObjectKind.Unseen)
            {
                cell[view[i].Kind - ObjectKind.Empty] = 1;
            }
        }

        destination[(PartialView.Cells * CellSize) + copy.Room.Heading] = 1;
        destination[Size - 1] = copy.Room.HasSeveralTargets ? 1 : 0;
    }
}
