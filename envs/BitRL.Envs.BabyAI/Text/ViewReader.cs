namespace BitRL.Envs.BabyAI;

/// <summary>Puts a view into words. Owns the lists that observations refer to: an observation is valid until the next reading.</summary>
internal sealed class ViewReader
{
    private const int MaxThings = 8;

    private static readonly byte[] OneBall = "go to the red ball"u8.ToArray();
    private static readonly byte[] SeveralBalls = "go to a red ball"u8.ToArray();

    private readonly Thing[] _things = new Thing[MaxThings];
    private readonly Possession[] _possession = new Possession[1];

    /// <summary>The mission in UTF-8.</summary>
    public static ReadOnlyMemory<byte> Mission(bool hasSeveralTargets) => hasSeveralTargets ? SeveralBalls : OneBall;

    /// <summary>Reads a view.</summary>
    /// <param name="view">[<see cref="PartialView.Cells"/>].</param>
    /// <param name="heading">Where the agent looks.</param>
    /// <param name="hasSeveralTargets">Whether the mission is about one of several balls.</param>
    public RoomObservation Read(ReadOnlySpan<Cell> view, int heading, bool hasSeveralTargets)
    {
        const int column = PartialView.AgentColumn;
        const int row = PartialView.AgentRow;
        Cell own = view[PartialView.Index(column, row)];
        _possession[0] = new Possession(own.Color, (ThingKind)own.Kind);
        return new RoomObservation(
            Mission(hasSeveralTargets),
            (Compass)heading,
            view[PartialView.Index(column, row - 1)].Kind,
            StepsToWall(view, stepRight: 0, stepAhead: 1),
            StepsToWall(view, stepRight: -1, stepAhead: 0),
            StepsToWall(view, stepRight: 1, stepAhead: 0),
            _possession.AsMemory(0, own.IsObject ? 1 : 0),
            _things.AsMemory(0, ReadThings(view)));
    }

    /// <summary>Steps in a direction until a wall, or one more than the view shows.</summary>
    private static int StepsToWall(ReadOnlySpan<Cell> view, int stepRight, int stepAhead)
    {
        int column = PartialView.AgentColumn + stepRight;
        int row = PartialView.AgentRow - stepAhead;
        int steps = 1;
        while (column is >= 0 and < PartialView.Size && row >= 0 && view[PartialView.Index(column, row)].Kind != ObjectKind.Wall)
        {
            column += stepRight;
            row -= stepAhead;
            steps++;
        }

        return steps;
    }

    /// <summary>Lists the objects in view, but not what is carried.</summary>
    private int ReadThings(ReadOnlySpan<Cell> view)
    {
        int count = 0;
        for (int i = 0; i < view.Length; i++)
        {
            int right = (i / PartialView.Size) - PartialView.AgentColumn;
            int ahead = PartialView.AgentRow - (i % PartialView.Size);
            if (view[i].IsObject && (right != 0 || ahead != 0))
            {
                Insert(new Thing(view[i].Color, (ThingKind)view[i].Kind, right, ahead), count++);
            }
        }

        return count;
    }

    /// <summary>Keeps the first <paramref name="count"/> things in order; things of the same place in it stay as they came, from left to right.</summary>
    private void Insert(Thing thing, int count)
    {
        int place = count;
        while (place > 0 && Rank(thing) < Rank(_things[place - 1]))
        {
            _things[place] = _things[place - 1];
            place--;
        }

        _things[place] = thing;
    }

    /// <summary>Steps to a thing; what the mission does not name comes after everything that it does.</summary>
    private static int Rank(Thing thing)
    {
        bool isNamed = thing is { Color: ObjectColor.Red, Kind: ThingKind.Ball };
        return Math.Abs(thing.Right) + thing.Ahead + (isNamed ? 0 : 2 * PartialView.Size);
    }
}
