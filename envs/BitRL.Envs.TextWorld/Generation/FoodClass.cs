namespace BitRL.Envs.TextWorld;

/// <summary>Foods that are alike: what can be done with them and where they are kept.</summary>
/// <param name="Fresh">Traits as they are found.</param>
/// <param name="IsCookable">Whether a recipe may have it cooked.</param>
/// <param name="IsCuttable">Whether a recipe may have it cut.</param>
/// <param name="Place">Where it is kept.</param>
/// <param name="OtherPlace">Where else; <see cref="Thing.None"/> for the ground of the garden.</param>
internal sealed record FoodClass(Traits Fresh, bool IsCookable, bool IsCuttable, Thing Place, Thing OtherPlace);
