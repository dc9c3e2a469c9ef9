// Text files are bundled as their content.
declare module '*.txt' {
  const text: string;
  export default text;
}
