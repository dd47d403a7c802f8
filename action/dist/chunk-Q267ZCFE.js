var t=JSON.parse('{"version":"0.1.0"}');var{version:o}=t,r="829d7fc647e975c9df84";export{o as a,r as b};
