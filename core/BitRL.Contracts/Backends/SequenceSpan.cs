using System.Runtime.InteropServices;

namespace BitRL.Contracts.Backends;

/// <summary>
/// One sequence of a batch: rows [FirstRow, FirstRow + RowCount) of every activation tensor. It continues a cached prefix whose keys and
/// values lie in rows [PrefixStart, PrefixStart + PrefixLength) of the prefix stores; row r is at position PrefixLength + r − FirstRow.
/// </summary>
/// <param name="FirstRow">First row in the batch.</param>
/// <param name="RowCount">New tokens, at least 1.</param>
/// <param name="PrefixStart">First row in the prefix stores; 0 where there is no prefix.</param>
/// <param name="PrefixLength">Cached tokens before the new ones; 0 where there is no prefix.</param>
[StructLayout(LayoutKind.Sequential)]
public readonly record struct SequenceSpan(int FirstRow, int RowCount, int PrefixStart, int PrefixLength);
