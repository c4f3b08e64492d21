namespace BitRL.Envs.SmartHome.Requests;

/// <summary>A place in a sentence.</summary>
internal enum WordPlace
{
    Room,
    NounPhrase,
    VerbPhrase,
    Lamp,
    Percent,
}
