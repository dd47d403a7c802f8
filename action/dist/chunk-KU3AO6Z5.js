import{c as o}from"./chunk-AW6DGY6Z.js";import{a as r,b as e}from"./chunk-WQS2NTTH.js";var s=`Evidence that is not in the repository:
  --evidence PATH    a folder or file of measurements, for head; may be repeated
  --pending KIND     benchmark or eval: its job is still running; may be repeated
`;function f(n){let i=n.find(t=>!e(t));if(i!==void 0)throw o(`nothing called \`${i.slice(0,40)}\` is measured`,`Write ${r.join(" or ")}.`);return n.filter(e)}export{s as a,f as b};
