namespace BitRL.Envs.TextWorld;

/// <summary>One command.</summary>
/// <param name="Verb">What to do.</param>
/// <param name="Object">With what; <see cref="Thing.None"/> where the verb has no object, or a thing lies on the floor.</param>
/// <param name="Second">On, in, from or with what; <see cref="Thing.None"/> where there is no such.</param>
/// <param name="Direction">Where to go.</param>
internal readonly record struct Command(Verb Verb, Thing Object = Thing.None, Thing Second = Thing.None, Direction Direction = Direction.North);
