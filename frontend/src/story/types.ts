// What the server and the editor tell each other: the document as crates/content has it, and the answers to a save.

/** A node or mark of the body, as ProseMirror writes it. */
export interface Node {
  type: string;
  attrs?: Record<string, unknown>;
  content?: Node[];
  marks?: Node[];
  text?: string;
}

export type SourceKind = 'official' | 'media' | 'telegram' | 'person' | 'document' | 'other';
export const SOURCE_KINDS: SourceKind[] = ['official', 'media', 'telegram', 'person', 'document', 'other'];

export interface Source {
  name: string;
  address?: string;
  kind: SourceKind;
}

export type Level = 'clients' | 'plus' | 'open';

/** From some time on, a level: so many hours after publication, or at a time. */
export type Step = { level: Level } & ({ after_hours: number; from?: never } | { from: string; after_hours?: never });

export interface LeadPicture {
  file: string;
  alt?: string;
  caption?: string;
  credit?: string;
}

/** Everything that a revision keeps. Missing parts are empty. */
export interface Document {
  headline: string;
  deck?: string;
  slugline?: string;
  place?: string | null;
  dateline?: string | null;
  bylines?: string[];
  sources?: Source[];
  sections?: string[];
  topics?: string[];
  urgency?: number;
  access?: Step[];
  picture?: LeadPicture | null;
  updates?: string | null;
  body: Node;
}

export interface Choice {
  id: string;
  name: string;
}

/** What stands in `#story-data`. */
export interface StoryData {
  id: string;
  revision: number;
  language: string;
  dir: 'ltr' | 'rtl';
  state: string;
  document: Document;
  slug: string | null;
  number: number | null;
  published_revision: number | null;
  rights: { edit: boolean; publish: boolean; kill: boolean };
  me: { id: string; name: string };
  choices: {
    sections: Choice[];
    topics: Choice[];
    people: Choice[];
    languages: { tag: string; name: string }[];
  };
  versions: { id: string; language: string; state: string; headline: string }[];
  words: Record<string, string>;
  undo_ms: number;
  urls: Record<string, string>;
  /** The agency's time zone, `Europe/Vilnius`; the browser's own when it is not given. */
  zone?: string;
}

/** A place in which two people wrote something else. */
export interface Place {
  /** A field's name; `body/3`, the blocks behind the wall counted each for itself; `top/3`, those of the top level. */
  place: string;
  base: unknown;
  theirs: unknown;
  mine: unknown;
}

export interface Clash {
  head: number;
  head_author: string;
  document: Document;
  merged: Document;
  places: Place[];
  aside?: number;
}

/** What the server says to a save; failures that are no answer are thrown by the transport. */
export type Answer =
  | { kind: 'saved'; revision: number }
  | { kind: 'merged'; revision: number; document: Document }
  | { kind: 'clash'; clash: Clash }
  | { kind: 'killed' }
  | { kind: 'signed-out'; sentence?: string }
  | { kind: 'refused'; sentence: string }
  | { kind: 'busy'; after_ms?: number };
