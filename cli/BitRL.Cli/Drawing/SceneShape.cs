using System.Collections.Immutable;
using BitRL.Contracts.Environments;

namespace BitRL.Cli.Drawing;

/// <summary>One shape, in world units.</summary>
/// <param name="Kind">What the numbers mean.</param>
/// <param name="Color">Fill.</param>
/// <param name="Numbers">By kind.</param>
/// <param name="Text">Of a text; else empty.</param>
internal sealed record SceneShape(SceneShapeKind Kind, SceneColor Color, ImmutableArray<double> Numbers, string Text);
