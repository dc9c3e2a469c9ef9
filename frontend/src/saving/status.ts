// What the state line beside the story says.
import type { Lasting } from './buffer';

export type Trouble = 'offline' | 'signed-out' | 'refused' | 'killed';

export interface Status {
  is: 'saved' | 'waiting' | 'saving' | 'clash' | Trouble;
  /** When the server last acknowledged something; null before. */
  at: number | null;
  /** The last answer brought somebody else's words. */
  merged: boolean;
  /** Where the text stands meanwhile: this browser, this page only, or nowhere yet. */
  kept: Lasting | 'no';
  /** What the server said when it refused. */
  sentence: string;
}
