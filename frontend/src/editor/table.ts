// Small tables as agencies use them: add and remove rows and columns, walk the cells with Tab. Cells never span.
import type { Node } from 'prosemirror-model';
import { TextSelection, type Command, type EditorState } from 'prosemirror-state';
import { schema } from '../story/schema';

const { table, table_row, table_cell, table_header, paragraph } = schema.nodes as Record<string, import('prosemirror-model').NodeType>;

interface Place {
  table: Node;
  /** Before the table. */
  at: number;
  row: number;
  column: number;
}

function placeOf(state: EditorState): Place | null {
  const { $from } = state.selection;
  for (let depth = $from.depth; depth > 1; depth--) {
    const row = $from.node(depth - 1);
    if (row?.type !== table_row) continue;
    return { table: $from.node(depth - 2), at: $from.before(depth - 2), row: $from.index(depth - 2), column: $from.index(depth - 1) };
  }
  return null;
}

export const isInTable = (state: EditorState) => placeOf(state) !== null;

/** Three columns, a row of names and two of figures: what is wanted most often, and quickly changed. */
export const insertTable: Command = (state, dispatch) => {
  if (isInTable(state)) return false;
  const row = (type: import('prosemirror-model').NodeType) => table_row!.create(null, [1, 2, 3].map(() => type.create()));
  const node = table!.create(null, [row(table_header!), row(table_cell!), row(table_cell!)]);
  if (!dispatch) return true;
  const tr = state.tr.replaceSelectionWith(node);
  const at = tr.mapping.map(state.selection.from, -1);
  let inside = -1;
  tr.doc.nodesBetween(Math.max(0, at - 2), tr.doc.content.size, (child, pos) => {
    if (inside < 0 && child.type === table_header && pos >= at - 2) inside = pos + 1;
    return inside < 0;
  });
  if (inside > 0) tr.setSelection(TextSelection.create(tr.doc, inside));
  dispatch(tr.scrollIntoView());
  return true;
};

/** The table made anew from its rows of cells; with none left it goes. */
function change(edit: (rows: Node[][], place: Place) => [number, number]): Command {
  return (state, dispatch) => {
    const place = placeOf(state);
    if (!place) return false;
    if (!dispatch) return true;
    const rows: Node[][] = [];
    place.table.forEach(row => rows.push(Array.from({ length: row.childCount }, (_, at) => row.child(at))));
    const [row, column] = edit(rows, place);
    const full = rows.filter(cells => cells.length);
    const end = place.at + place.table.nodeSize;
    const node = full.length ? table!.create(null, full.map(cells => table_row!.create(null, cells))) : paragraph!.create();
    const tr = state.tr.replaceWith(place.at, end, node);
    tr.setSelection(TextSelection.near(tr.doc.resolve(full.length ? cellStart(node, place.at, row, column) : place.at + 1)));
    dispatch(tr.scrollIntoView());
    return true;
  };
}

function cellStart(node: Node, at: number, row: number, column: number): number {
  let pos = at + 1;
  const last = Math.min(row, node.childCount - 1);
  for (let index = 0; index < last; index++) pos += node.child(index).nodeSize;
  pos += 1;
  const cells = node.child(last);
  for (let index = 0; index < Math.min(column, cells.childCount - 1); index++) pos += cells.child(index).nodeSize;
  return pos + 1;
}

const width = (rows: Node[][]) => Math.max(...rows.map(row => row.length));

export const addRow = change((rows, { row, column }) => {
  rows.splice(row + 1, 0, Array.from({ length: width(rows) }, () => table_cell!.create()));
  return [row + 1, column];
});

export const addColumn = change((rows, { row, column }) => {
  // The new cell is what its neighbour is: a name in a row of names.
  for (const cells of rows) cells.splice(column + 1, 0, (cells[column] ?? cells[cells.length - 1])!.type.create());
  return [row, column + 1];
});

export const removeRow = change((rows, { row, column }) => {
  rows.splice(row, 1);
  return [Math.max(0, row - 1), column];
});

export const removeColumn = change((rows, { row, column }) => {
  for (const cells of rows) cells.splice(column, 1);
  return [row, Math.max(0, column - 1)];
});

export const toggleHeader = change((rows, { row, column }) => {
  const cell = rows[row]?.[column];
  if (cell) rows[row]![column] = (cell.type === table_header ? table_cell! : table_header!).create(null, cell.content);
  return [row, column];
});

export const removeTable = change(rows => {
  rows.length = 0;
  return [0, 0];
});

/** To the next or the last cell; past the end a row is added. Outside a table Tab is not taken. */
export function toCell(step: 1 | -1): Command {
  return (state, dispatch) => {
    const place = placeOf(state);
    if (!place) return false;
    const starts: number[] = [];
    place.table.descendants((node, pos) => {
      if (node.type === table_cell || node.type === table_header) starts.push(place.at + pos + 2);
    });
    const here = starts.filter(start => start <= state.selection.from).length - 1;
    const next = starts[here + step];
    if (next === undefined) return step === 1 ? addRow(state, dispatch) : false;
    dispatch?.(state.tr.setSelection(TextSelection.create(state.doc, next)).scrollIntoView());
    return true;
  };
}

/** Enter in a cell goes down a row, as in a spreadsheet; in the last row it adds one. */
export const downInTable: Command = (state, dispatch) => {
  const place = placeOf(state);
  if (!place) return false;
  if (place.row === place.table.childCount - 1) return addRow(state, dispatch);
  const start = cellStart(place.table, place.at, place.row + 1, place.column);
  dispatch?.(state.tr.setSelection(TextSelection.create(state.doc, start)).scrollIntoView());
  return true;
};
