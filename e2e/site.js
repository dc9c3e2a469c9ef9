// What the tests know of the site: where it is served, its languages, and an address of every type of page.
import { readFileSync } from 'node:fs';

export const sites = JSON.parse(process.env.VESTKA_SITES ?? '{}');
export const site = sites.sqlite;
export const languages = ['en', 'be', 'ru'];
// A page of the desk looks the same over either database: it is looked at in every language, over one database each.
// [[language, engine, site]]
export const looks = languages.map((language, n) => [language, ...Object.entries(sites)[n % Object.keys(sites).length]]);
export const origin = site.address;

const story = (id) => (language) => `/${language}/story/${site.slugs[`${id}-${language}`]}`;
export const storyPath = (id, language) => story(id)(language);

function plus(part) {
  return (language) => `/${language}/plus${part}`;
}

// Every type of page, with the status it must have. A story of each kind that looks different.
const types = {
  front: { path: (language) => `/${language}/` },
  latest: { path: (language) => `/${language}/latest` },
  'latest, older': { path: older },
  section: { path: (language) => `/${language}/section/economy` },
  topic: { path: (language) => `/${language}/topic/climate` },
  person: { path: (language) => `/${language}/person/nina-zarnaviec` },
  'story, open with a picture': { path: story('k001') },
  'story, plus': { path: story('k002') },
  'story, corrected': { path: story('k009') },
  'story, an update': { path: story('k012') },
  'story, updated by another': { path: story('k011') },
  'story, killed': { path: story('k020'), status: 410 },
  archive: { path: (language) => `/${language}/archive` },
  'archive, month': { path: (language) => `/${language}/archive/2025/10` },
  'archive, day': { path: (language) => `/${language}/archive/2025/10/14` },
  about: { path: (language) => `/${language}/about` },
  contact: { path: (language) => `/${language}/contact` },
  privacy: { path: (language) => `/${language}/privacy` },
  corrections: { path: (language) => `/${language}/corrections` },
  newsletter: { path: (language) => `/${language}/newsletter` },
  plus: { path: plus('') },
  'plus, code': { path: plus('/code') },
  'plus, passes': { path: plus('/passes') },
  'plus, paid': { path: plus('/paid') },
  'plus, gift': { path: plus('/gift') },
  'plus, pool': { path: plus('/pool/readers') },
  'plus, protection': { path: plus('/protection') },
  'plus, feeds': { path: plus('/feeds') },
  'plus, handing in': { path: (language) => `${storyPath('k002', language)}/enter` },
  'not found': { path: (language) => `/${language}/story/there-is-no-such-story`, status: 404 },
};

// The second stretch of the latest stories: its address has a cursor that only the site makes.
async function older(language) {
  const { body } = await get(`/${language}/latest`);
  return body.match(/href="(\/\w+\/latest\/before\/[^"]+)"/)[1];
}

// [{type, language, path, status}], all types in all languages.
export const pages = (
  await Promise.all(
    Object.entries(types).flatMap(([type, { path, status = 200 }]) =>
      languages.map(async (language) => ({ type, language, path: await path(language), status })),
    ),
  )
).sort((a, b) => languages.indexOf(a.language) - languages.indexOf(b.language));

// One request without following redirects. {status, headers, body}
export async function get(path, headers = {}, from = origin) {
  const response = await fetch(new URL(path, from), { headers, redirect: 'manual' });
  return { status: response.status, headers: response.headers, body: await response.text() };
}

// Resident memory of the server, in bytes.
export function memory() {
  return Number(readFileSync(`/proc/${site.pid}/statm`, 'utf8').split(' ')[1]) * 4096;
}
