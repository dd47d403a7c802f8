import{a as t}from"./chunk-PJEGC6F4.js";import{a as r}from"./chunk-7BZ6BLSW.js";import{y as o}from"./chunk-DUXFSCHP.js";var i={terminal:t,markdown:o,json:r};export{i as a};
