import{a as u,b as p,c as g,d as f,g as s}from"./chunk-3OBJT2C4.js";var d=(t={})=>({color:!1,width:100,commit:null,link:null,reproduce:null,limit:6e4,...t});var x=({path:t,line:e})=>u(e===null?t:`${t}:${e}`,120);var c=t=>`${t.map(e=>e.replaceAll("##[","## [").replace(/^(\s*):(?=:)/,"$1: ")).join(`
`)}
`;function m(t,e,r){let i=[],o="";for(let n of t.split(" ")){let l=o===""?n:`${o} ${n}`;o!==""&&r+s(l)>e?(i.push(o),o=n):o=l}return[...i,o].filter(n=>n!=="").map(n=>" ".repeat(r)+n)}function S(t,e,r){return`${t}${" ".repeat(Math.max(2,r-s(t)-s(e)))}${e}`}var J=t=>t.filter(e=>e.length>0).map(e=>e.join(`
`)).join(`

`).split(`
`);function b(t,e={}){let{severity:r,message:i,hint:o}=t,n=`${x(t)}  ${p(i,400)}`;return c(R({level:r,fact:n,why:v[r],remedy:o},d(e)))}function O({code:t,message:e,hint:r},i={}){let o=`${p(e,400)} (${p(t,60)})`;return c(R({level:"error",fact:o,why:"Nothing was judged, so nothing passes (exit code 2).",remedy:r},d(i)))}var H=(t,e={})=>[...t.diagnostics.map(r=>b(r,e)),O(t.error,e)].join(`
`),v={error:"What this file costs cannot be known, so the check does not pass.",warning:null,note:null},T={error:"red",warning:"yellow",note:"dim"};function R({level:t,fact:e,why:r,remedy:i},{color:o,width:n}){let l=`${t}:`,y=s(l)+1,[h="",...$]=m(e,n,y),w=[r,i].filter(a=>a!==null).flatMap(a=>m(p(a,400),n,y));return[`${f(g(l,T[t]),o)} ${h.trimStart()}`,...$,...w]}export{d as a,x as b,c,m as d,S as e,J as f,b as g,O as h,H as i};
