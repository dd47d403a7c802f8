import{a as t}from"./chunk-543VHWXR.js";import{a as r}from"./chunk-7BZ6BLSW.js";import{w as o}from"./chunk-U5IHQZZA.js";var i={terminal:t,markdown:o,json:r};export{i as a};
