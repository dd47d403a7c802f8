var t=JSON.parse('{"version":"0.1.0"}');var{version:o}=t,r="6d5f4484d30389d1cd20";export{o as a,r as b};
