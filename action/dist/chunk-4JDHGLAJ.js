import{h as o,j as t}from"./chunk-P4Q3CC3A.js";import{a as r}from"./chunk-7BZ6BLSW.js";var i={terminal:t,markdown:o,json:r};export{i as a};
