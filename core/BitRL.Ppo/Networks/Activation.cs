namespace BitRL.Ppo.Networks;

/// <summary>The function after each hidden layer of a head.</summary>
public enum Activation
{
    /// <summary>Hyperbolic tangent.</summary>
    Tanh,

    /// <summary>max(0, x).</summary>
    Relu,
}
