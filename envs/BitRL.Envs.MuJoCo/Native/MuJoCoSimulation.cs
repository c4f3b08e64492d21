using System.Runtime.InteropServices;
using System.Text;

namespace BitRL.Envs.MuJoCo.Native;

/// <summary>A mechanism that the MuJoCo library simulates. Steps allocate nothing on the managed side; one thread at a time.</summary>
internal sealed class MuJoCoSimulation : IRobotPhysics
{
    private const int Stable = 1;
    private const int Unstable = 2;
    private const int NumbersOfPlace = 3;

    private readonly MuJoCoHandle _robot;
    private readonly double[] _positions;
    private readonly double[] _velocities;
    private readonly double[] _places;
    private readonly int[] _counts = new int[2];

    /// <param name="xml">An MJCF model of a planar mechanism.</param>
    /// <exception cref="MuJoCoUnavailableException">The library is not there, or refuses the model.</exception>
    public MuJoCoSimulation(string xml)
    {
        MuJoCoLibrary.Open();
        _robot = Load(xml);
        int[] sizes = new int[4];
        MuJoCoLibrary.Sizes(_robot, sizes);
        (_positions, _velocities) = (new double[sizes[0]], new double[sizes[1]]);
        _places = new double[NumbersOfPlace * (sizes[3] - 1)];
    }

    public ReadOnlySpan<double> Positions => _positions;

    public ReadOnlySpan<double> Velocities => _velocities;

    public int ContactCount => Counts()[0];

    public int ConstraintCount => Counts()[1];

    public void SetState(ReadOnlySpan<double> positions, ReadOnlySpan<double> velocities)
    {
        positions[.._positions.Length].CopyTo(_positions);
        velocities[.._velocities.Length].CopyTo(_velocities);
        Check(MuJoCoLibrary.SetState(_robot, in MemoryMarshal.GetReference(positions), in MemoryMarshal.GetReference(velocities)));
    }

    public bool Step(ReadOnlySpan<double> controls, int count)
    {
        int state = MuJoCoLibrary.Step(_robot, in MemoryMarshal.GetReference(controls), count, _positions, _velocities);
        Check(state);
        return state != Unstable;
    }

    public void UpdatePlaces() => Check(MuJoCoLibrary.Places(_robot, _places));

    public (double X, double Z, double Angle) Place(int body)
    {
        int start = NumbersOfPlace * body;
        return (_places[start], _places[start + 1], _places[start + 2]);
    }

    /// <summary>A field of the compiled model.</summary>
    /// <param name="name">As in mjModel; one of those that the shim lists.</param>
    public double[] Field(string name)
    {
        byte[] key = Encoding.UTF8.GetBytes(name + '\0');
        int count = MuJoCoLibrary.Field(_robot, key, [], 0);
        if (count < 0)
        {
            throw new ArgumentException($"the shim does not know the field '{name}'", nameof(name));
        }

        double[] values = new double[count];
        _ = MuJoCoLibrary.Field(_robot, key, values, count);
        return values;
    }

    public void Dispose() => _robot.Dispose();

    // The library reads files only; a temporary one works in every release.
    private static MuJoCoHandle Load(string xml)
    {
        string folder = Directory.CreateTempSubdirectory("bitrl-mujoco-").FullName;
        try
        {
            string path = Path.Combine(folder, "model.xml");
            File.WriteAllText(path, xml);
            MuJoCoHandle robot = MuJoCoLibrary.Load(path);
            return robot.IsInvalid ? throw new MuJoCoUnavailableException($"MuJoCo refuses the model: {MuJoCoLibrary.Message()}") : robot;
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    private static void Check(int state)
    {
        if (state is not (Stable or Unstable))
        {
            throw new InvalidOperationException($"MuJoCo reports an error: {MuJoCoLibrary.Message()}");
        }
    }

    private int[] Counts()
    {
        MuJoCoLibrary.Counts(_robot, _counts);
        return _counts;
    }
}
