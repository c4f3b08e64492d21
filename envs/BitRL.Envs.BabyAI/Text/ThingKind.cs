namespace BitRL.Envs.BabyAI;

/// <summary>What a thing in view can be: the objects of <see cref="ObjectKind"/>, with its numbers.</summary>
internal enum ThingKind : byte
{
    /// <summary>A key.</summary>
    Key = ObjectKind.Key,

    /// <summary>A ball.</summary>
    Ball = ObjectKind.Ball,

    /// <summary>A box.</summary>
    Box = ObjectKind.Box,
}
