var t=JSON.parse('{"version":"0.1.0"}');var{version:o}=t,r="4fb8cee0749f575fd38c";export{o as a,r as b};
