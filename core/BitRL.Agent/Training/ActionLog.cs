namespace BitRL.Agent.Training;

/// <summary>
/// What each copy of the environment did since its reset: the number of its episode and the actions taken. With the seed tree this restores
/// the copy by replay. Grows to the longest episode and then allocates nothing.
/// </summary>
internal sealed class ActionLog(int copies, int actionSize)
{
    private const int FirstCapacity = 512;
    private readonly float[][] _actions = [.. Enumerable.Range(0, copies).Select(_ => new float[FirstCapacity * actionSize])];
    private readonly int[] _steps = new int[copies];
    private readonly ulong[] _episodes = new ulong[copies];

    /// <summary>Number of the current episode of a copy, from 0.</summary>
    public ulong Episode(int copy) => _episodes[copy];

    /// <summary>Steps taken in it.</summary>
    public int Steps(int copy) => _steps[copy];

    /// <summary>The actions of one of its steps.</summary>
    public ReadOnlySpan<float> Actions(int copy, int step) => _actions[copy].AsSpan(step * actionSize, actionSize);

    /// <summary>Adds one step of every copy.</summary>
    /// <param name="actions">[copies, actionSize].</param>
    public void Add(ReadOnlySpan<float> actions)
    {
        for (int copy = 0; copy < copies; copy++)
        {
            int at = _steps[copy]++ * actionSize;
            if (at + actionSize > _actions[copy].Length)
            {
                Array.Resize(ref _actions[copy], 2 * _actions[copy].Length);
            }

            actions.Slice(copy * actionSize, actionSize).CopyTo(_actions[copy].AsSpan(at));
        }
    }

    /// <summary>Begins the next episode of a copy.</summary>
    public void NextEpisode(int copy)
    {
        _episodes[copy]++;
        _steps[copy] = 0;
    }

    public void Save(BinaryWriter writer)
    {
        for (int copy = 0; copy < copies; copy++)
        {
            writer.Write(_episodes[copy]);
            writer.Write(_steps[copy]);
            foreach (float action in _actions[copy].AsSpan(0, _steps[copy] * actionSize))
            {
                writer.Write(action);
            }
        }
    }

    /// <exception cref="InvalidDataException">It is not what <see cref="Save"/> wrote.</exception>
    public void Load(BinaryReader reader)
    {
        for (int copy = 0; copy < copies; copy++)
        {
            _episodes[copy] = reader.ReadUInt64();
            int steps = reader.ReadInt32();
            long left = (reader.BaseStream.Length - reader.BaseStream.Position) / sizeof(float);
            if (steps < 0 || (long)steps * actionSize > left)
            {
                throw new InvalidDataException($"{steps} actions in copy {copy}: the checkpoint is damaged");
            }

            _steps[copy] = steps;
            _actions[copy] = new float[Math.Max(FirstCapacity, steps) * actionSize];
            for (int i = 0; i < steps * actionSize; i++)
            {
                _actions[copy][i] = reader.ReadSingle();
            }
        }
    }
}
