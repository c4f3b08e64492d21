namespace BitRL.Envs.SmartHome.Home;

/// <summary>A dimmable lamp. Light and power are proportional to its level.</summary>
/// <param name="Id">Object id of its Home Assistant entity: <c>light.ID</c>.</param>
/// <param name="Room">Where it hangs or stands.</param>
/// <param name="SpokenName">What people call it.</param>
/// <param name="Lux">What it adds to the room's illuminance at 100%.</param>
/// <param name="Watts">What it takes at 100%.</param>
internal sealed record Lamp(string Id, Room Room, string SpokenName, int Lux, int Watts);
