using System.ComponentModel;

namespace System.Runtime.CompilerServices;

/// <summary>Lets init accessors and records compile for netstandard2.0, which compilers load generators as.</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
internal static class IsExternalInit;
