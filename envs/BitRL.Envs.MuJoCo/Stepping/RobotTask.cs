using BitRL.Contracts.Environments;
using BitRL.Envs.MuJoCo.Description;

namespace BitRL.Envs.MuJoCo;

/// <summary>What version 4 of a task asks of a robot, apart from the robot itself. Immutable.</summary>
internal sealed record RobotTask
{
    private readonly Lazy<ModelDescription> _model;

    public RobotTask() => _model = new Lazy<ModelDescription>(() => MjcfReader.Read(Xml));

    /// <summary>Identifier, size of spaces, thresholds.</summary>
    public required EnvironmentDescriptor Descriptor { get; init; }

    /// <summary>File name of the MJCF model, without extension.</summary>
    public required string ModelName { get; init; }

    /// <summary>Simulation steps that an action is held for.</summary>
    public required int FrameSkip { get; init; }

    /// <summary>Cost of a squared action.</summary>
    public required double ControlCostWeight { get; init; }

    /// <summary>Paid at every step, also at the one that ends the episode.</summary>
    public double HealthyReward { get; init; }

    /// <summary>An episode ends outside of it; null where it never does.</summary>
    public HealthRange? Health { get; init; }

    /// <summary>Velocities are observed up to this magnitude.</summary>
    public double ObservedVelocity { get; init; } = double.PositiveInfinity;

    /// <summary>Initial coordinates are uniform within this distance of the model's.</summary>
    public required double PositionNoise { get; init; }

    /// <summary>Initial velocities: uniform within this distance of 0, or normal with this standard deviation.</summary>
    public required double VelocityNoise { get; init; }

    /// <summary>Whether initial velocities are normal.</summary>
    public bool IsVelocityNoiseNormal { get; init; }

    /// <summary>How many of the recorded steps two correct simulations stay together for, and how far they part.</summary>
    public required (int Steps, double Error) FreeRunning { get; init; }

    /// <summary>The model as text.</summary>
    public string Xml => RobotModels.Xml(ModelName);

    /// <summary>The model.</summary>
    public ModelDescription Model => _model.Value;

    /// <summary>Coordinates, and as many velocities.</summary>
    public int Size => Model.Joints.Length;

    /// <summary>s.</summary>
    public double SecondsPerStep => Model.Timestep * FrameSkip;
}
