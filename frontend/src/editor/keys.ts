// The keys of the text. Tab is taken in tables and lists only; Escape always leads out, so that nobody is locked in.
import { baseKeymap, chainCommands, exitCode, liftEmptyBlock } from 'prosemirror-commands';
import { redo, undo } from 'prosemirror-history';
import { undoInputRule } from 'prosemirror-inputrules';
import { keymap } from 'prosemirror-keymap';
import { liftListItem, sinkListItem, splitListItem } from 'prosemirror-schema-list';
import type { Command, Plugin } from 'prosemirror-state';
import { schema } from '../story/schema';
import { bold, hardBreak, heading, italic, list, quotation } from './commands';
import { downInTable, toCell } from './table';
import { endPlusHere, moveWall, takeWall, toggleWall } from './wall';

export interface Ways {
  link: Command;
  leave: Command;
}

const item = schema.nodes.list_item!;

export const KEYS: Record<string, Command> = {
  'Mod-b': bold,
  'Mod-i': italic,
  'Mod-Alt-2': heading(2),
  'Mod-Alt-3': heading(3),
  'Mod-Alt-4': heading(4),
  'Mod-Shift-7': list('ordered_list'),
  'Mod-Shift-8': list('bullet_list'),
  'Mod-Shift-9': quotation,
  'Mod-Shift-Enter': toggleWall,
  'Mod-Alt-ArrowUp': moveWall('up'),
  'Mod-Alt-ArrowDown': moveWall('down'),
  'Mod-Alt-Backspace': takeWall(),
  'Mod-Alt-Enter': endPlusHere,
  'Mod-z': undo,
  'Mod-y': redo,
  'Mod-Shift-z': redo,
};

export function keys(ways: Ways): Plugin[] {
  const own = keymap({
    ...KEYS,
    'Mod-k': ways.link,
    Escape: ways.leave,
    Enter: chainCommands(downInTable, splitListItem(item), liftEmptyBlock),
    'Shift-Enter': chainCommands(exitCode, hardBreak),
    Backspace: undoInputRule,
    Tab: chainCommands(toCell(1), sinkListItem(item)),
    'Shift-Tab': chainCommands(toCell(-1), liftListItem(item)),
  });
  const base: Record<string, Command> = { ...baseKeymap };
  // Ctrl+Enter is the way to the publish form.
  delete base['Mod-Enter'];
  return [own, keymap(base)];
}
