import{e as s}from"./chunk-IVJ4FSUV.js";var a=r=>`${r.map(n=>n.replaceAll("##[","## [").replace(/^(\s*):(?=:)/,"$1: ")).join(`
`)}
`;function c(r,n,o){let i=[],e="";for(let t of r.split(" ")){let l=e===""?t:`${e} ${t}`;e!==""&&o+s(l)>n?(i.push(e),e=t):e=l}return[...i,e].filter(t=>t!=="").map(t=>" ".repeat(o)+t)}function d(r,n,o){return`${r}${" ".repeat(Math.max(2,o-s(r)-s(n)))}${n}`}var g=r=>r.filter(n=>n.length>0).map(n=>n.join(`
`)).join(`

`).split(`
`);export{a,c as b,d as c,g as d};
